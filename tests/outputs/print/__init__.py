"""What is printed: the PDFs are made by the real compiler and read back."""
