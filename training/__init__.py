"""How the shipped language model is made: data, training, export, figures, model card.

``python -m training run`` does it all; see ``training/README.md``.
"""
