resource "google_container_cluster" "platform" {
  name     = "platform"
  location = "asia-northeast1"
}
