"""What a physio or a developer runs on the data: its check, its schemas, a form, and made-up runners."""
