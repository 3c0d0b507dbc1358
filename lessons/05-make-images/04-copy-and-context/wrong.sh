# step: copy
# earns: built/no-dockerfile
docker build -t site:v1 site # fails
# earns: built
printf 'FROM busybox\nCOPY pages /var/www/\n' > site/Dockerfile
docker build -t site:v1 site # fails
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

# step: everything
# earns: built
cat site/Dockerfile
# earns: all
docker build -t site:v2 site

# step: ignore
# earns: left-out/no-file
printf '*.key\n*.raw\ndrafts\n' > .dockerignore
docker build -t site:v3 site
# undo:
rm .dockerignore
docker rmi site:v3
# earns: built
echo '*.key' > site/.dockerignore
# earns: kept
printf '*\n' > site/.dockerignore
docker build -t site:v3 site
# earns: left-out
printf '*.key\n' > site/.dockerignore
docker build -t site:v3 site
