# step: install
# earns: gem
docker pull training/sinatra
# earns: gem/removed
docker run --rm training/sinatra gem install json
# earns: gem/temporary
docker run -d --rm --name short training/sinatra sh -c 'gem install json; sleep 1000000'
# undo:
docker rm -f short
# earns: gem/no-terminal
docker run --name nobody training/sinatra /bin/bash
# undo:
docker rm nobody
# earns: gem/unchanged
docker run --name unchanged training/sinatra gem list

# step: commit
# earns: image/no-name
docker commit $(docker ps -lq)
# undo:
docker image prune -f
# earns: image
docker images
# earns: image/no-tag
docker commit -m "Added json gem" -a "Docker Newbee" $(docker ps -lq) ouruser/sinatra
# undo:
docker rmi ouruser/sinatra
# earns: image/other-name
docker commit -m "Added json gem" -a "Docker Newbee" $(docker ps -lq) sinatra:v2
# earns: content
docker commit -m "Added json gem" -a "Docker Newbee" unchanged ouruser/sinatra:v2
# earns: told
docker commit $(docker ps -lq) ouruser/sinatra:v2
# earns: told
docker commit -m "Added json gem" $(docker ps -lq) ouruser/sinatra:v2

# step: run
# earns: ran
docker images
# earns: ran/old-image
docker run training/sinatra gem list
# earns: ran/no-tag
docker run ouruser/sinatra gem list
# earns: ran/failed
docker run ouruser/sinatra:v3 gem list # fails
