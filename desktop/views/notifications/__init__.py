"""Being told outside the window: notifications, sounds, tray and badge."""
