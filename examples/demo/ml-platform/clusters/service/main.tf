provider "google" {
  project = "acme-ml"
  region  = "asia-northeast1"
}

resource "google_container_cluster" "service" {
  name                     = "ml-service"
  location                 = "asia-northeast1-a"
  min_master_version       = "1.20"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "standard" {
  name       = "standard"
  cluster    = google_container_cluster.service.name
  location   = "asia-northeast1-a"
  node_count = 4

  node_config {
    machine_type = "n1-standard-4"
  }

  lifecycle {
    ignore_changes = [node_count] # the resource controller sets it
  }
}
