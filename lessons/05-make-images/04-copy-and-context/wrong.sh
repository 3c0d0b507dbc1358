# step: copy
# earns: built/no-dockerfile
docker build -t site:v1 site # fails
# earns: built
printf 'FROM busybox\nCOPY pages /var/www/\n' > site/Dockerfile
docker build -t site:v1 site # fails
# earns: built/no-directory
docker build -t site:v1 # fails
# earns: built/no-tag
printf 'FROM busybox\nCOPY index.html menu.html /var/www/\n' > site/Dockerfile
docker build -t site site
# undo:
docker rmi site
# earns: files
printf 'FROM busybox\nCOPY index.html /var/www/\n' > site/Dockerfile
docker build -t site:v1 site
# earns: only-these
printf 'FROM busybox\nCOPY . /var/www/\n' > site/Dockerfile
docker build -t site:v1 site

# step: outside
# earns: refused
ls -a site/..
# earns: refused/no-line
docker build -t site:outside -f site/Dockerfile.outside site # fails
# earns: refused/no-directory
docker build -t site:outside # fails
# earns: refused/copied
docker build -t site:outside site
# undo:
docker rmi site:outside
# earns: refused/not-named
printf 'FROM busybox\nCOPY ../.bashrc /srv/\n' > site/Dockerfile.outside
docker build -t site:outside site
# undo:
docker rmi site:outside
rm site/Dockerfile.outside

# step: everything
# earns: built
cat site/Dockerfile
# earns: all
docker build -t site:v2 site
# earns: all/ignored
printf 'FROM busybox\nCOPY . /var/www/\n' > site/Dockerfile
printf '*.key\n*.raw\ndrafts\n' > site/.dockerignore
docker build -t site:v2 site
# undo:
rm site/.dockerignore

# step: ignore
# earns: left-out/no-file
printf '*.key\n*.raw\ndrafts\n' > .dockerignore
docker build -t site:v3 site
# undo:
rm .dockerignore
docker rmi site:v3
# earns: never-sent
printf 'FROM busybox\nCOPY . /var/www/\nRUN cd /var/www && rm -r *.key *.raw drafts\n' > site/Dockerfile
docker build -t site:v3 site
# earns: ignored
printf 'FROM busybox\nCOPY index.html menu.html /var/www/\n' > site/Dockerfile
docker build -t site:v3 site
# undo:
printf 'FROM busybox\nCOPY . /var/www/\n' > site/Dockerfile
docker rmi site:v3
# earns: built
echo '*.key' > site/.dockerignore
# earns: kept
printf '*\n' > site/.dockerignore
docker build -t site:v3 site
# earns: left-out/one-line
echo '*.key *.raw drafts' > site/.dockerignore
docker build -t site:v3 site
# earns: left-out
printf '*.key\n' > site/.dockerignore
docker build -t site:v3 site
