# step: copy
printf 'FROM busybox\nCOPY index.html menu.html /var/www/\n' > site/Dockerfile
docker build -t site:v1 site

# step: outside
printf 'FROM busybox\nCOPY ../.bashrc /srv/\n' > site/Dockerfile.outside
docker build -t site:outside -f site/Dockerfile.outside site # fails

# step: everything
printf 'FROM busybox\nCOPY . /var/www/\n' > site/Dockerfile
docker build -t site:v2 site

# step: ignore
printf '*.key\n*.raw\ndrafts\n' > site/.dockerignore
docker build -t site:v3 site
