"""What runs when: Prefect flows and tasks around the steps of ``standpunkt``."""
