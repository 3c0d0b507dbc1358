docker pull -q nginx
