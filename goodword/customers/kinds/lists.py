"""The controlled lists as they are shipped. A reference manager may change labels and add values; codes stay."""

from goodword.customers.kinds.industries import INDUSTRIES
from goodword.customers.kinds.shipped import Shipped
from goodword.customers.kinds.vocabulary import ListKind

SEGMENTS = (
    Shipped("strategic", "Strategic", ("Strategic Account", "Global", "Key Account", "Named")),
    Shipped("enterprise", "Enterprise", ("Ent", "Large", "Large Enterprise", "Corporate")),
    Shipped("mid_market", "Mid-market", ("Mid Market", "Midmarket", "MM", "Medium", "Mid", "Mid-size", "Medium-sized")),
    Shipped("smb", "SMB", ("Small", "Small Business", "SME", "Small and Medium Business", "Startup")),
)
TIERS = (
    Shipped("free", "Free", ("Community", "Starter", "Core")),
    Shipped("standard", "Standard", ("Basic", "Bronze", "Silver", "Team", "Professional", "Pro")),
    Shipped("premium", "Premium", ("Plus", "Gold", "Business", "Advanced")),
    Shipped("ultimate", "Ultimate", ("Top", "Platinum", "Enterprise Edition", "Max")),
)
USE_CASES = (
    Shipped("planning", "Planning", ("Agile", "Agile Management", "Project Management", "Issue Tracking", "Portfolio Planning")),
    Shipped(
        "source_code", "Source code", ("SCM", "Version Control", "Source Code Management", "VCC", "Version Control & Collaboration", "Git")
    ),
    Shipped("code_review", "Code review", ("Reviews", "Merge Requests", "Pull Requests")),
    Shipped("pipelines", "Pipelines", ("CI", "CI/CD", "Continuous Integration", "Build Automation", "Build")),
    Shipped("delivery", "Delivery", ("CD", "Continuous Delivery", "Continuous Deployment", "Release", "Deployment", "Release Automation")),
    Shipped("security_scans", "Security scans", ("Security", "DevSecOps", "Application Security", "AppSec", "Vulnerability Management")),
    Shipped("audit_trail", "Audit trail", ("Audit", "Compliance", "Governance", "Regulatory Compliance", "Audit & Compliance")),
    Shipped("supply_chain", "Software supply chain", ("Software Supply Chain Security", "SBOM", "Provenance")),
    Shipped("packages", "Packages", ("Package Registry", "Artifact Management", "Container Registry", "Artifacts")),
    Shipped("infrastructure", "Infrastructure as code", ("IaC", "GitOps", "Infrastructure Automation", "Configuration Management")),
    Shipped("cloud_migration", "Moving to the cloud", ("Cloud Migration", "Cloud Native", "Cloud", "Modernisation", "Modernization")),
    Shipped(
        "tool_consolidation",
        "Fewer tools",
        ("Toolchain Consolidation", "Tool Consolidation", "Toolchain Simplification", "Simplify DevOps", "DevOps"),
    ),
    Shipped("monitoring", "Monitoring", ("Observability", "Metrics", "Incident Management")),
    Shipped("value_streams", "Value streams", ("Value Stream Management", "DORA Metrics", "Insights", "Analytics")),
    Shipped("data_science", "Data and models", ("MLOps", "ModelOps", "Data Science", "Machine Learning")),
    Shipped("mobile", "Mobile apps", ("Mobile", "Mobile Development")),
    Shipped("embedded", "Embedded systems", ("Embedded", "Firmware", "Embedded Development")),
)
COMPETITORS = (
    Shipped("jenkins", "Jenkins", ("CloudBees", "Hudson")),
    Shipped("in_house", "In-house tools", ("In house", "Homegrown", "Home Grown", "Own Tools", "DIY", "Custom", "Internal Tools")),
    Shipped("nothing", "Nothing before", ("None", "Nothing", "Greenfield", "No Competitor", "No Decision")),
    Shipped("subversion", "Subversion", ("SVN", "CVS")),
    Shipped("bitbucket", "Bitbucket", ("Bamboo", "Atlassian", "Bitbucket Server")),
    Shipped("github", "GitHub", ("GitHub Enterprise", "GitHub Actions")),
    Shipped("azure_devops", "Azure DevOps", ("TFS", "Team Foundation Server", "VSTS", "Azure Pipelines")),
    Shipped("circleci", "CircleCI", ("Circle CI",)),
    Shipped("teamcity", "TeamCity", ("Team City",)),
    Shipped("perforce", "Perforce", ("Helix", "Helix Core")),
    Shipped("jira", "Jira", ("Jira Software",)),
    Shipped("artifactory", "Artifactory", ("JFrog", "Nexus", "Sonatype")),
    Shipped("other", "Another tool", ("Other", "Others")),
)
PERSONAS = (
    Shipped("executive", "Executive", ("C-Level", "CEO", "COO", "Chief Executive Officer", "Board")),
    Shipped(
        "it_executive", "IT executive", ("CIO", "CTO", "VP IT", "VP Engineering", "Chief Technology Officer", "Chief Information Officer")
    ),
    Shipped("security_lead", "Security lead", ("CISO", "Head of Security", "Security Manager", "Chief Information Security Officer")),
    Shipped("engineering_lead", "Engineering lead", ("Head of Engineering", "Engineering Manager", "Development Lead", "Dev Manager")),
    Shipped(
        "platform_lead", "Platform lead", ("Head of Platform", "Platform Engineer", "DevOps Lead", "Release Manager", "Site Reliability")
    ),
    Shipped("developer", "Developer", ("Engineer", "Software Engineer", "Software Developer", "Practitioner")),
    Shipped("architect", "Architect", ("Enterprise Architect", "Solution Architect", "Software Architect")),
    Shipped("product", "Product", ("Product Manager", "Product Owner", "Product Management")),
    Shipped("operations", "Operations", ("Ops", "System Administrator", "IT Operations", "Sysadmin")),
    Shipped("compliance", "Compliance", ("Audit", "Auditor", "Risk", "Legal", "Compliance Officer")),
    Shipped("procurement", "Procurement", ("Purchasing", "Buyer", "Finance", "CFO")),
    Shipped("communications", "Communications", ("PR", "Marketing", "Press", "Communication")),
)
DEAL_STAGES = (
    Shipped("pending", "Pending acceptance", ("0-Pending Acceptance", "Prospecting", "New", "Lead", "Qualification")),
    Shipped("discovery", "Discovery", ("1-Discovery", "Needs Analysis", "Qualified")),
    Shipped("scoping", "Scoping", ("2-Scoping", "Value Proposition", "Id. Decision Makers", "Identify Decision Makers")),
    Shipped(
        "technical_evaluation",
        "Technical evaluation",
        ("3-Technical Evaluation", "Perception Analysis", "Evaluation", "Proof of Concept", "POC", "Trial", "Demo"),
    ),
    Shipped("proposal", "Proposal", ("4-Proposal", "Proposal/Price Quote", "Quote")),
    Shipped("negotiating", "Negotiating", ("5-Negotiating", "Negotiation", "Negotiation/Review")),
    Shipped("awaiting_signature", "Awaiting signature", ("6-Awaiting Signature", "Contract Sent", "Contract")),
    Shipped("closing", "Closing", ("7-Closing", "Verbal", "Commit")),
    Shipped("won", "Won", ("Closed Won", "8-Closed Won", "Closed - Won", "7-Closed Won"), is_won=True),
    Shipped("lost", "Lost", ("Closed Lost", "8-Closed Lost", "9-Closed Lost", "Closed - Lost"), is_lost=True),
    Shipped("unqualified", "Unqualified", ("9-Unqualified", "10-Unqualified", "Disqualified"), is_lost=True),
    Shipped("duplicate", "Duplicate", ("10-Duplicate", "11-Duplicate"), is_lost=True),
)
TAGS = (
    Shipped("lighthouse", "Lighthouse", ("Lighthouse Customer", "Showcase")),
    Shipped("early_adopter", "Early adopter", ("Early Adopters", "Beta", "Beta Customer")),
    Shipped("good_speaker", "Good on stage", ("Speaker", "Good Speaker", "Keynote")),
    Shipped("well_known", "Well-known name", ("Well Known", "Famous", "Household Name")),
)
CAMPAIGN_KINDS = (
    Shipped("field_event", "Field event", ("Event", "Field Marketing", "Field", "Meetup", "Roadshow", "Executive Dinner", "Dinner")),
    Shipped("corporate_event", "Corporate event", ("Conference", "User Conference", "Own Event", "Owned Event", "Summit", "Corporate")),
    Shipped("community_event", "Community event", ("Community", "User Group", "Community Meetup", "Hackathon")),
    Shipped("partner_event", "Partner event", ("Partner", "Alliance Event", "Alliance", "Partner Marketing", "Co-marketing")),
    Shipped("trade_show", "Trade show", ("Tradeshow", "Trade Show / Event", "Exhibition", "Fair", "Third-party Event", "Sponsorship")),
    Shipped("webinar", "Webinar", ("Webcast", "Web Seminar", "Online Event", "Virtual Event", "Live Webinar", "Webinar Series")),
    Shipped("workshop", "Workshop", ("Training", "Seminar", "Seminar / Conference", "Roundtable", "Round Table")),
    Shipped("content", "On demand", ("On-demand", "Recording", "Podcast", "Video", "Content", "Podcast / Video")),
)

SHIPPED: dict[ListKind, tuple[Shipped, ...]] = {
    ListKind.INDUSTRY: INDUSTRIES,
    ListKind.SEGMENT: SEGMENTS,
    ListKind.TIER: TIERS,
    ListKind.USE_CASE: USE_CASES,
    ListKind.COMPETITOR: COMPETITORS,
    ListKind.PERSONA: PERSONAS,
    ListKind.DEAL_STAGE: DEAL_STAGES,
    ListKind.TAG: TAGS,
    ListKind.CAMPAIGN_KIND: CAMPAIGN_KINDS,
}
