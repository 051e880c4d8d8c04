"""The side panel: who the customer is and who looks after the conversation."""
