resource "google_container_cluster" "ml_prod" {
  name = "ml-prod"
}
