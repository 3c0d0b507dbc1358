# step: save
docker save -o till.tar ourshop/till:v1

# step: look-inside
tar xOf till.tar manifest.json

# step: lose
docker rmi ourshop/till:v1 ourshop/till:latest

# step: load
docker load < till.tar
