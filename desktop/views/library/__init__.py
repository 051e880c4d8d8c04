"""The page 资料库: materials as a grid, and the tabs that others mount beside them."""
