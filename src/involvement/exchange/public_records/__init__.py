"""Records of public bodies: OParl and Popolo."""
