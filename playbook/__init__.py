"""A static-site playbook generator: YAML content in, a handbook with calculators out."""
