# step: remove
docker build -t book:v1 book

# step: one-run
printf 'FROM busybox\nRUN dd if=/dev/zero of=/press bs=1M count=5 && echo "chapter one" > /book && rm /press\nCMD ["cat", "/book"]\n' > book/Dockerfile
docker build -t book:v2 book

# step: stages
printf 'FROM busybox AS printer\nRUN dd if=/dev/zero of=/press bs=1M count=5\nRUN echo "chapter one" > /book\nFROM busybox\nCOPY --from=printer /book /book\nCMD ["cat", "/book"]\n' > book/Dockerfile
docker build -t book:v3 book

# step: limit
mkdir -p tower
echo 'FROM busybox' > tower/Dockerfile
for i in $(seq 130); do echo "COPY Dockerfile /floor-$i" >> tower/Dockerfile; done
docker build -q -t tower tower # fails
