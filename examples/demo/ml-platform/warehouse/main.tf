provider "google" {
  project = "acme-ml"
  region  = "asia-northeast1"
}

resource "google_bigquery_dataset" "warehouse" {
  dataset_id                  = "ml_warehouse"
  description                 = "Events, features and item factors of the recommender"
  location                    = "asia-northeast1"
  default_table_expiration_ms = 34560000000 # 400 days
}
