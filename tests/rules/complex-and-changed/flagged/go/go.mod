module tanuki.cloud/sorter

go 1.21
