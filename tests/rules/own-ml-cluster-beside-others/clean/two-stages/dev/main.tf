resource "google_container_cluster" "ml_dev" {
  name = "ml-dev"
}
