# step: remove
# earns: image
docker build book
# earns: image/no-tag
docker build -t book book
# earns: printed
docker tag busybox book:v1

# step: one-run
# earns: image
docker images book
# earns: light
docker build -t book:v2 book
# earns: printed
docker tag busybox book:v2

# step: stages
# earns: image
docker images book
# earns: copied
docker tag book:v2 book:v3
# earns: printed
docker tag busybox book:v3

# step: limit
# earns: deep
mkdir -p tower && echo 'FROM busybox' > tower/Dockerfile && docker build -t tower tower
# earns: deep
for i in $(seq 40); do echo "ENV FLOOR_$i=1" >> tower/Dockerfile; done; docker build -q -t tower tower
