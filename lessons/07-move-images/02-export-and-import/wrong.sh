# step: export
# earns: files/no-file
docker diff desk
# earns: files/a-save
docker save ourshop/desk:v1 > desk.tar
# earns: files
docker create --name other ourshop/desk:v1
docker export other > desk.tar

# step: import
# earns: image
docker load < desk.tar # fails
# earns: image/no-name
cat desk.tar | docker import -
# earns: content
docker tag ourshop/desk:v1 desk:flat
# undo:
docker rmi desk:flat

# step: lost
# earns: no-command
docker history desk:flat
# earns: no-command/named
docker run desk:flat cat /srv/desk

# step: repair
# earns: image
docker images
# earns: command/no-list
docker import -c "CMD [sh]" desk.tar desk:ready
# earns: command
docker import desk.tar desk:ready
