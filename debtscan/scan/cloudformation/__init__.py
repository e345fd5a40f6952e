"""
CloudFormation in all its dress: plain templates, SAM, and the resources of a Serverless Framework service.
"""
