# step: install
docker run training/sinatra gem install json

# step: commit
docker commit -m "Added json gem" -a "Docker Newbee" $(docker ps -lq) ouruser/sinatra:v2

# step: run
docker run ouruser/sinatra:v2 gem list

# step: recipe
docker history ouruser/sinatra:v2
