resource "aws_eks_cluster" "gpu" {
  name     = "gpu-serving"
  role_arn = aws_iam_role.eks.arn
}

resource "aws_eks_cluster" "shop" {
  name     = "shop"
  role_arn = aws_iam_role.eks.arn
}

resource "aws_iam_role" "eks" {
  name = "eks"
}
