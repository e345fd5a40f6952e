module tanuki.cloud/figures

go 1.21
