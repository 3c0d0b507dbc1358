# step: build
docker build -t shop:v1 shop

# step: again
docker build -t shop:again shop

# step: change
echo "cake 3" >> shop/menu.txt
docker build -t shop:v2 shop

# step: reorder
sed -i '2{h;d};3{p;x}' shop/Dockerfile
docker build -t shop:v3 shop

# step: quick
echo "soup 4" >> shop/menu.txt
docker build -t shop:v4 shop
