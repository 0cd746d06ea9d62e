"""Reading requests: lists, one request's page, who has the ball, what waits for somebody."""
