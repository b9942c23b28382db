"""The command line: `saved_model_cli`, and nothing else that prints."""
