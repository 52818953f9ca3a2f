"""x"""
def recount_after(event):
    pass
