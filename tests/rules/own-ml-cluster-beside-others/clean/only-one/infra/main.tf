resource "google_container_cluster" "ml" {
  name     = "ml-training"
  location = "asia-northeast1"
}
