"""Programs that maintain the repository; nothing in the product imports them."""
