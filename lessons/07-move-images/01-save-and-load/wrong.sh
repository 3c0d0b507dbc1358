# step: save
# earns: archive/no-file
docker save ourshop/till:v1 > shop.tar
# earns: archive/no-name
docker save -o till.tar $(docker images -q ourshop/till:v1)
# earns: archive
docker save -o till.tar ourshop/till:latest
# earns: archive/an-export
docker create --name one ourshop/till:v1
docker export -o till.tar one
# undo:
docker rm one

# step: lose
# earns: gone
docker rmi ourshop/till:v1
# undo:
docker tag ourshop/till:latest ourshop/till:v1
# earns: gone
docker rmi ourshop/till:latest
# undo:
docker tag ourshop/till:v1 ourshop/till:latest

# step: load
# earns: back
docker import till.tar till:imported
