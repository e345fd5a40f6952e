provider "google" {
  project = "acme-ml"
  region  = "asia-northeast1"
}

resource "google_container_cluster" "training" {
  name                     = "ml-training"
  location                 = "asia-northeast1-a"
  min_master_version       = "1.20"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "gpu" {
  name       = "gpu"
  cluster    = google_container_cluster.training.name
  location   = "asia-northeast1-a"
  node_count = 2

  node_config {
    machine_type = "n1-highmem-8"

    guest_accelerator {
      type  = "nvidia-tesla-t4"
      count = 1
    }
  }

  lifecycle {
    ignore_changes = [node_count] # the resource controller sets it
  }
}
