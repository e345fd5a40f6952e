resource "google_container_cluster" "ml_training" {
  name     = "ml-training"
  location = "asia-northeast1"
}
