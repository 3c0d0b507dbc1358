# step: write
# earns: from/no-file
mkdir sinatra
# earns: from
echo 'FROM ubuntu' > sinatra/Dockerfile
# earns: update
printf 'FROM ubuntu:14.04\nRUN apt-get -qqy install ruby ruby-dev\nRUN gem install sinatra\n' > sinatra/Dockerfile
# earns: ruby
printf 'FROM ubuntu:14.04\nRUN apt-get -qq update\nRUN gem install sinatra\n' > sinatra/Dockerfile
# earns: gem
printf 'FROM ubuntu:14.04\nRUN apt-get -qq update\nRUN apt-get -qqy install ruby ruby-dev\n' > sinatra/Dockerfile

# step: build
# earns: image
docker images
# earns: image/no-directory
docker build -t ouruser/sinatra:v2 # fails
# earns: image/stopped
printf 'FROM ubuntu:14.04\nRUN gem install sinatra\n' | docker build -t ouruser/sinatra:v2 - # fails
# earns: image/other-name
docker build -t sinatra:v2 ~/sinatra
# undo:
docker rmi sinatra:v2
# earns: image/no-tag
docker build -t ouruser/sinatra ~/sinatra
# earns: sinatra
docker tag ubuntu:14.04 ouruser/sinatra:v2

# step: tag
# earns: devel/whole-name
docker tag $(docker images -q ouruser/sinatra:v2) devel
# undo:
docker rmi devel
# earns: devel/other-tag
docker tag ouruser/sinatra:v2 ouruser/sinatra:dev
# undo:
docker rmi ouruser/sinatra:dev ouruser/sinatra:latest
# earns: devel
docker images ouruser/sinatra
# earns: same
docker tag ubuntu:14.04 ouruser/sinatra:devel

# step: web
# earns: image
docker pull training/apache
# earns: page
docker tag training/apache ouruser/web:v1
# earns: exposed
cd ~/web && printf 'FROM ubuntu:14.04\nADD myApp /var/www\nCMD ["/usr/sbin/apachectl", "-D", "FOREGROUND"]\n' > Dockerfile && docker build -t ouruser/web:v1 .
# earns: command
cd ~/web && printf 'FROM ubuntu:14.04\nADD myApp /var/www\nEXPOSE 80\n' > Dockerfile && docker build -t ouruser/web:v1 .
# earns: list
cd ~/web && printf "FROM training/apache\nADD myApp /var/www\nEXPOSE 80\nCMD ['/usr/sbin/apachectl', '-D', 'FOREGROUND']\n" > Dockerfile && docker build -t ouruser/web:v1 .
# earns: published
cd ~/web && printf 'FROM training/apache\nADD myApp /var/www\n' > Dockerfile && docker build -t ouruser/web:v1 .
# earns: published/closed
docker run -d --name shut ouruser/web:v1
# earns: published/taken
docker rm -f shut && docker run -d --name other -p 8080:80 training/apache && docker run -d --name late -p 8080:80 ouruser/web:v1 # fails
# earns: published/ended
docker rm -f other late && docker run --name ended -p 8080:80 ouruser/web:v1 true

# step: place
# earns: image
docker exec web1 ls /var/www
# earns: inside
docker tag ouruser/web:v1 ouruser/web:v2
# earns: served
cd ~/web && printf 'FROM training/apache\nADD myApp /var/www/html\n' > Dockerfile && docker build -t ouruser/web:v2 .
# earns: served/taken
docker run -d --name late -p 8080:80 ouruser/web:v2 # fails
# undo:
docker rm late
# earns: served/closed
docker run -d --name shut ouruser/web:v2
