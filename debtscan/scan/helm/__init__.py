"""
Helm charts rendered by our own evaluator: what is known is put in, what is unknown stays an expression.
"""
