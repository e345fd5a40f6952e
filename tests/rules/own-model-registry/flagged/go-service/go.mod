module tanuki.cloud/modelstore

go 1.21
