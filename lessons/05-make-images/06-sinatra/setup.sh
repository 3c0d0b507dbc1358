docker pull -q ubuntu:14.04
