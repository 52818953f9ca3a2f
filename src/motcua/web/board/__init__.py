"""What hangs out for everybody: who decides a procedure, and the register of authority."""
