# step: write
mkdir -p ~/sinatra && cd ~/sinatra
printf '# This is a comment\nFROM ubuntu:14.04\nMAINTAINER Docker Newbee <newbee@docker.com>\nRUN apt-get -qq update\nRUN apt-get -qqy install ruby ruby-dev\nRUN gem install sinatra\n' > Dockerfile

# step: build
cd ~/sinatra
docker build -t="ouruser/sinatra:v2" .

# step: tag
docker tag $(docker images -q ouruser/sinatra:v2) ouruser/sinatra:devel

# step: web
cd ~/web
printf 'FROM training/apache\nADD myApp /var/www\nEXPOSE 80\nCMD ["/usr/sbin/apachectl", "-D", "FOREGROUND"]\n' > Dockerfile
docker build -t ouruser/web:v1 .
docker run -d --name web1 -p 8080:80 ouruser/web:v1

# step: place
cd ~/web
sed -i 's|/var/www.*|/var/www/html|' Dockerfile
docker build -t ouruser/web:v2 .
docker run -d --name web2 -p 8081:80 ouruser/web:v2
