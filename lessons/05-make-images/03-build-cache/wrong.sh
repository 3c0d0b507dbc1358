# step: build
# earns: image
docker build shop
# earns: image/no-tag
docker build -t shop shop

# step: again
# earns: again
docker images
# earns: built
docker tag shop:v1 shop:again
# earns: unchanged
docker build --no-cache -t shop:again shop
# undo:
docker build -t shop:v1 shop

# step: change
# earns: built
echo "bread 1" >> shop/menu.txt
# undo:
sed -i '$d' shop/menu.txt
# earns: new-menu
docker build -t shop:v2 shop

# step: reorder
# earns: built
docker images
# earns: order
docker build -t shop:v3 shop

# step: quick
# earns: built
docker images
# earns: changed
docker build -t shop:v4 shop
# earns: cached
echo "soup 4" >> shop/menu.txt
docker build --no-cache -t shop:v4 shop
