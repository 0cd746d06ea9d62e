"""What is asked about erasing."""
