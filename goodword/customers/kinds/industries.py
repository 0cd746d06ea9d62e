"""The industries that are shipped, with the spellings that stock lists (GICS) and sales databases use for them."""

from goodword.customers.kinds.shipped import Shipped

# fmt: off
INDUSTRIES: tuple[Shipped, ...] = (
    Shipped("banking", "Banking", (
        "Bank", "Banks", "Diversified Banks", "Regional Banks", "Commercial Banking", "Retail Banking", "Thrifts & Mortgage Finance",
    )),
    Shipped("financial_services", "Financial services", (
        "Finance", "Financial", "Financials", "Financial Services", "Capital Markets", "Investment Banking & Brokerage",
        "Financial Exchanges & Data", "Multi-Sector Holdings", "Diversified Financials", "Diversified Financial Services",
        "Diversified Capital Markets", "Asset Management", "Investment Management", "Venture Capital & Private Equity",
        "Mortgage Real Estate Investment Trusts (REITs)", "Mortgage REITs", "Commercial & Residential Mortgage Finance",
        "Specialized Finance", "Asset Management & Custody Banks", "Consumer Finance", "Asset Manager", "Wealth Management",
    )),
    Shipped("insurance", "Insurance", (
        "Insurance Brokers", "Life & Health Insurance", "Multi-line Insurance", "Property & Casualty Insurance", "Reinsurance",
        "Insurer", "Insurers",
    )),
    Shipped("payments", "Payments", (
        "Transaction & Payment Processing Services", "Payment", "Fintech", "Financial Technology", "Payment Processing",
        "Payment Services",
    )),
    Shipped("public_sector", "Public sector", (
        "Government", "Government Administration", "Public Administration", "Federal", "State & Local Government", "Local Government",
        "Public", "Government & Public Sector", "Public Services",
    )),
    Shipped("defence", "Aerospace and defence", (
        "Aerospace & Defense", "Aerospace & Defence", "Aerospace", "Defense", "Defence", "Military", "Defense & Space",
    )),
    Shipped("education", "Education", (
        "Education Services", "Higher Education", "University", "Universities", "E-Learning", "Education Management",
        "Primary/Secondary Education", "Research",
    )),
    Shipped("non_profit", "Non-profit", (
        "Not For Profit", "Nonprofit", "Non Profit", "Non-Profit Organization", "Non-profit Organization Management", "NGO", "Charity",
        "Charities", "Foundation",
    )),
    Shipped("healthcare", "Healthcare", (
        "Health Care", "Health", "Hospital", "Hospital & Health Care", "Hospitals", "Medical", "Health Care Distributors",
        "Health Care Equipment", "Health Care Facilities", "Health Care Services", "Health Care Supplies", "Health Care Technology",
        "Managed Health Care", "Health Care Equipment & Supplies", "Health Care Providers & Services",
        "Health Care Equipment & Services", "Medical Devices",
    )),
    Shipped("life_sciences", "Pharma and life sciences", (
        "Pharmaceuticals", "Pharmaceutical", "Pharma", "Biotechnology", "Biotech", "Life Sciences", "Life Sciences Tools & Services",
        "Pharmaceuticals, Biotechnology & Life Sciences",
    )),
    Shipped("software", "Software and IT services", (
        "Technology", "Information Technology", "IT", "Tech", "Software", "Application Software", "Systems Software",
        "Software & Services", "IT Services", "IT Consulting & Other Services", "Internet Services & Infrastructure",
        "Data Processing & Outsourced Services", "SaaS", "Information Technology and Services", "Information Technology & Services",
        "Computer Software", "Internet", "Technology Distributors", "Computer & Network Security",
    )),
    Shipped("hardware", "Electronics and hardware", (
        "Electronics", "Hardware", "Technology Hardware & Equipment", "Technology Hardware, Storage & Peripherals", "Computer Hardware",
        "Communications Equipment", "Electronic Components", "Electronic Equipment & Instruments", "Electronic Manufacturing Services",
        "Electronic Equipment, Instruments & Components", "Consumer Electronics",
    )),
    Shipped("semiconductors", "Semiconductors", (
        "Semiconductor", "Semiconductor Materials & Equipment", "Semiconductor Equipment", "Semiconductors & Semiconductor Equipment",
    )),
    Shipped("telecommunications", "Telecommunications", (
        "Telecom", "Telco", "Communications", "Telecommunication", "Telecommunication Services",
        "Integrated Telecommunication Services", "Wireless Telecommunication Services", "Diversified Telecommunication Services",
        "Alternative Carriers", "Cable & Satellite",
    )),
    Shipped("media", "Media and entertainment", (
        "Media", "Entertainment", "Media & Entertainment", "Communication Services", "Advertising", "Broadcasting", "Publishing",
        "Movies & Entertainment", "Interactive Media & Services", "Interactive Home Entertainment", "Marketing",
        "Marketing & Advertising", "Online Media", "Gaming", "Computer Games",
    )),
    Shipped("retail", "Retail", (
        "Retailing", "Apparel Retail", "Automotive Retail", "Broadline Retail", "Computer & Electronics Retail", "Food Retail",
        "Ecommerce", "E-Commerce", "Home Improvement Retail", "Homefurnishing Retail", "Other Specialty Retail", "Specialty Retail",
        "Distributors", "Consumer Staples Merchandise Retail", "Internet & Direct Marketing Retail", "Food & Staples Retailing",
        "Consumer Staples Distribution & Retail", "Wholesale", "Supermarkets", "Multiline Retail", "Drug Retail",
    )),
    Shipped("consumer_goods", "Consumer goods", (
        "Consumer", "Consumer Discretionary", "Consumer Staples", "Apparel", "Apparel & Fashion", "Apparel, Accessories & Luxury Goods",
        "Footwear", "Household Products", "Household Durables", "Household & Personal Products", "Personal Care Products",
        "Personal Products", "Consumer Durables & Apparel", "Textiles, Apparel & Luxury Goods", "Leisure Products", "Home Furnishings",
        "Consumer Packaged Goods", "CPG", "FMCG", "Tobacco",
    )),
    Shipped("food", "Food and beverage", (
        "Food & Beverage", "Food and Beverages", "Food & Beverages", "Food, Beverage & Tobacco", "Food Products", "Beverages",
        "Brewers", "Distillers & Vintners", "Packaged Foods & Meats", "Soft Drinks & Non-alcoholic Beverages", "Food Distributors",
        "Food Production",
    )),
    Shipped("agriculture", "Agriculture", (
        "Farming", "Agricultural Products & Services", "Agricultural Products", "Agribusiness", "Forestry",
        "Fertilizers & Agricultural Chemicals",
    )),
    Shipped("automotive", "Automotive", (
        "Automobile", "Automobiles", "Auto Components", "Automobiles & Components", "Automobile Manufacturers",
        "Automotive Parts & Equipment", "Motorcycle Manufacturers", "Tires & Rubber", "Car Manufacturing",
    )),
    Shipped("manufacturing", "Manufacturing", (
        "Industrials", "Industrial", "Machinery", "Heavy Industry", "Capital Goods", "Industrial Conglomerates", "Electrical Equipment",
        "Industrial Machinery & Supplies & Components", "Industrial Machinery", "Electrical Components & Equipment",
        "Heavy Electrical Equipment", "Agricultural & Farm Machinery", "Construction Machinery & Heavy Transportation Equipment",
        "Trading Companies & Distributors", "Mechanical Or Industrial Engineering", "Metal, Glass & Plastic Containers",
        "Paper & Plastic Packaging Products & Materials", "Containers & Packaging", "Building Products",
    )),
    Shipped("construction", "Construction and engineering", (
        "Construction", "Engineering", "Construction & Engineering", "Homebuilding", "Civil Engineering", "Construction Materials",
        "Architecture",
    )),
    Shipped("materials", "Chemicals and materials", (
        "Materials", "Chemicals", "Chemical", "Commodity Chemicals", "Specialty Chemicals", "Diversified Chemicals", "Industrial Gases",
        "Paper & Forest Products", "Plastics", "Packaging",
    )),
    Shipped("mining", "Mining and metals", (
        "Mining", "Metals", "Metals & Mining", "Mining & Metals", "Copper", "Gold", "Silver", "Steel", "Aluminum",
        "Diversified Metals & Mining", "Precious Metals & Minerals",
    )),
    Shipped("energy", "Energy", (
        "Oil & Gas", "Oil & Energy", "Oil, Gas & Consumable Fuels", "Energy Equipment & Services", "Integrated Oil & Gas",
        "Oil & Gas Equipment & Services", "Oil & Gas Exploration & Production", "Oil & Gas Refining & Marketing",
        "Oil & Gas Storage & Transportation", "Oil & Gas Drilling", "Coal & Consumable Fuels", "Renewables", "Renewables & Environment",
    )),
    Shipped("utilities", "Utilities", (
        "Utility", "Electric Utilities", "Gas Utilities", "Independent Power Producers & Energy Traders", "Multi-Utilities",
        "Water Utilities", "Independent Power and Renewable Electricity Producers", "Renewable Electricity",
    )),
    Shipped("transport", "Transport and logistics", (
        "Transportation", "Transport", "Shipping", "Logistics", "Logistics & Supply Chain", "Air Freight & Logistics", "Airlines",
        "Passenger Airlines", "Marine", "Marine Transportation", "Road & Rail", "Rail Transportation", "Cargo Ground Transportation",
        "Passenger Ground Transportation", "Transportation Infrastructure", "Airport Services", "Trucking", "Railroads", "Freight",
    )),
    Shipped("travel", "Travel and hospitality", (
        "Hospitality", "Travel", "Recreation", "Leisure", "Leisure, Travel & Tourism", "Hotels, Restaurants & Leisure", "Restaurants",
        "Hotels, Resorts & Cruise Lines", "Casinos & Gaming", "Leisure Facilities", "Sports", "Tourism", "Consumer Services",
    )),
    Shipped("real_estate", "Real estate", (
        "Real Estate Services", "Real Estate Management & Development", "Equity Real Estate Investment Trusts (REITs)", "REIT", "REITs",
        "Data Center REITs", "Health Care REITs", "Hotel & Resort REITs", "Industrial REITs", "Multi-Family Residential REITs",
        "Office REITs", "Other Specialized REITs", "Retail REITs", "Self-Storage REITs", "Single-Family Residential REITs",
        "Telecom Tower REITs", "Timber REITs", "Diversified REITs", "Property",
    )),
    Shipped("professional_services", "Professional services", (
        "Consulting", "Management Consulting", "Professional Services", "Commercial & Professional Services",
        "Commercial Services & Supplies", "Research & Consulting Services", "Human Resource & Employment Services",
        "Diversified Support Services", "Staffing", "Staffing & Recruiting", "Legal", "Legal Services", "Law Practice", "Accounting",
        "Business Services", "Specialized Consumer Services",
    )),
    Shipped("environment", "Environment and facilities", (
        "Environmental", "Environmental Services", "Environmental & Facilities Services", "Facilities Services", "Waste Management",
    )),
    Shipped("other", "Other", (
        "Others", "Miscellaneous", "Other Industry",
    )),
)
