# step: export
docker export desk > desk.tar

# step: import
cat desk.tar | docker import - desk:flat

# step: lost
docker run desk:flat # fails

# step: repair
docker import -c 'CMD ["sh"]' desk.tar desk:ready
