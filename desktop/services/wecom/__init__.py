"""The official API of WeCom: one client a corp, one module for each area."""
