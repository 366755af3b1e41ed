print("autosre")
