mkdir -p /w/html/dir /w/html/noindex /w/logs /w/html/sec; echo hello > html/index.html; echo '{"a":1}' > html/a.json; echo sub > html/dir/index.html; echo css > html/s.css; echo plain > html/noext; echo secret > html/sec/x; printf abcdefghij > html/ten.txt; echo cgi > html/noindex/z.txt; find html -exec touch -d '2020-01-02 03:04:05' {} +
mods() { for m in "$@"; do echo "LoadModule ${m}_module /usr/lib/apache2/modules/mod_$m.so"; done; }
conf() { { mods mpm_event authz_core authz_host authn_core authn_file authz_user auth_basic access_compat alias dir mime autoindex env setenvif headers rewrite deflate filter status expires negotiation proxy proxy_http; echo 'ServerRoot /w
User nobody
Group nogroup
PidFile /w/a.pid
ErrorLog /w/logs/error.log
LogFormat "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" combined
LogFormat "%h %l %u %t \"%r\" %>s %b" common
TypesConfig /dev/null
AddType text/html .html
AddType text/css .css
AddType application/json .json
AddType text/plain .txt
'; cat; } > /w/a.conf; }
site() { { echo 'Listen 8080
ServerName localhost
DocumentRoot /w/html
CustomLog /w/logs/access.log combined
<Directory />
 AllowOverride None
 Require all denied
</Directory>
<Directory /w/html>
 Options FollowSymLinks
 AllowOverride All
 Require all granted
</Directory>'; cat; } | conf; stopa; rm -f /w/logs/*; apache2 -f /w/a.conf -k start; sleep 0.5; }
stopa() { [ -e /w/a.pid ] && kill $(cat /w/a.pid) 2>/dev/null && sleep 0.7; rm -f /w/a.pid; }
cleanup() { stopa; }
get() { curl -s -i "$@" | tr -d '\r' | grep -v '^Date:\|^<!DOCTYPE\|^Content-Length: [1-5][0-9][0-9]$'; }
check() { conf; apache2 -f /w/a.conf -t; }
# case: syntax ok
echo 'Listen 8080
ServerName x' | check
# case: unknown directive
echo 'Listen 8080
ServerName x
Foo bar' | check
# case: not closed
echo 'ServerName x
<Directory /w>
Require all granted' | check
# case: wrong close
echo 'ServerName x
<Directory /w>
</Location>' | check
# case: missing arguments
echo 'ServerName x
DocumentRoot' | check
echo 'ServerName x
Listen' | check
# case: bad port
echo 'ServerName x
Listen 99999' | check
echo 'ServerName x
Listen abc' | check
# case: no document root
echo 'ServerName x
Listen 8080
DocumentRoot /w/nope' | check
# case: bad option
echo 'ServerName x
<Directory /w>
Options Foo
</Directory>' | check
echo 'ServerName x
<Directory /w>
AllowOverride Foo
</Directory>' | check
# case: not allowed here
echo 'ServerName x
<Directory /w>
Listen 80
</Directory>' | check
# case: include missing
echo 'ServerName x
Include /w/nope.conf' | check
echo 'ServerName x
IncludeOptional /w/nope*.conf' | check
# case: bad flag value
echo 'ServerName x
KeepAlive maybe' | check
echo 'ServerName x
Timeout abc' | check
# case: bad regex
echo 'ServerName x
<LocationMatch "(">
</LocationMatch>' | check
# case: missing module
echo 'ServerName x
LoadModule nope_module /w/nope.so' | check
# case: missing configuration
apache2 -f /w/none.conf -t
# case: command line
apache2 -Z 2>&1 | head -1; apache2 -k foo 2>&1 | head -1
# case: files
site < /dev/null; get localhost:8080/; get localhost:8080/a.json; get localhost:8080/noext; get -I localhost:8080/; get localhost:8080/ten.txt
# case: errors
site < /dev/null; get localhost:8080/nope; get localhost:8080/noindex/; get localhost:8080/dir; get -X POST localhost:8080/; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm'
# case: listing
echo '<Directory /w/html/noindex>
Options +Indexes
</Directory>' | site; touch -d '2020-01-02 03:04' html/noindex/z.txt; get localhost:8080/noindex/ | grep -v '^Content-Type'
# case: ranges and conditions
site < /dev/null; get -r 1-2 localhost:8080/ten.txt; get -r 90- localhost:8080/ten.txt | grep -v '^Transfer\|^Content-Len' | head -7; get -H 'If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT' localhost:8080/ten.txt; get -r -3 localhost:8080/ten.txt | tail -1; get -H 'If-Match: "x"' localhost:8080/ten.txt | head -1; get -H 'If-None-Match: *' localhost:8080/ten.txt | head -1
# case: access log
site < /dev/null; curl -s localhost:8080/?q=1 -A me -e http://ref/ > /dev/null; curl -s localhost:8080/nope -A z >/dev/null; curl -s -I -A x localhost:8080/dir > /dev/null; sed 's/ [0-9]* "/ N "/' logs/access.log
# case: require
echo '<Location /sec>
Require all denied
</Location>
<Location /dir>
Require ip 127.0.0.1
</Location>
<Location /noext>
Require ip 10.0.0.0/8
</Location>
<Location /a.json>
<RequireAll>
Require not ip 127.0.0.1
Require all granted
</RequireAll>
</Location>' | site; for u in sec/x dir/ noext a.json; do get localhost:8080/$u | head -1; done
# case: basic auth
printf 'u:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n' > pw; echo '<Location /sec>
AuthType Basic
AuthName "Closed area"
AuthUserFile /w/pw
Require valid-user
</Location>
<Location /dir>
AuthType Basic
AuthName D
AuthUserFile /w/pw
Require user other
</Location>' | site; get localhost:8080/sec/x; get -u u:password localhost:8080/sec/x | head -1; get -u u:bad localhost:8080/sec/x | head -1; get -u z:bad localhost:8080/sec/x | head -1;  get -u u:password localhost:8080/dir/ | head -1; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm'
# case: aliases and redirects
mkdir -p other; echo oth > other/index.html; echo 'Alias /o /w/other
<Directory /w/other>
Require all granted
</Directory>
Redirect /r /dir/
Redirect permanent /p http://x.example/
Redirect 303 /t /dir/
Redirect gone /g
RedirectMatch ^/m/(.*)$ /dir/$1
RedirectMatch 404 ^/hide' | site; get localhost:8080/o/ | tail -1; get localhost:8080/o | head -4; for u in r/x p/q t g m/z hide; do get localhost:8080/$u; done
# case: htaccess
printf 'ErrorDocument 404 "gone fishing"\nHeader set X-Ht yes\n' > html/.htaccess; site < /dev/null; get localhost:8080/nope; get localhost:8080/a.json | grep X-; get localhost:8080/.htaccess | head -1; printf 'Foo bar\n' > html/dir/.htaccess; get localhost:8080/dir/ | head -3; printf 'Listen 80\n' > html/dir/.htaccess; get localhost:8080/dir/ | head -1; rm -f html/.htaccess html/dir/.htaccess; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm'
# case: virtual hosts
mkdir -p v1 v2; echo one > v1/index.html; echo two > v2/index.html; echo '<Directory /w>
Require all granted
</Directory>
<VirtualHost *:8080>
ServerName one.example
ServerAlias *.one.example
DocumentRoot /w/v1
</VirtualHost>
<VirtualHost *:8080>
ServerName two.example
DocumentRoot /w/v2
Header always set X-Two 2
ErrorDocument 404 /index.html
</VirtualHost>' | site; for h in one.example a.one.example two.example zz; do curl -s -H "Host: $h" localhost:8080/; done; get -H 'Host: two.example' localhost:8080/nope | sort; apache2 -f /w/a.conf -S | head -8
# case: headers and expires
echo 'Header set X-A b
Header append X-A c
Header add X-B d
Header unset ETag
RequestHeader set X-In y
ExpiresActive On
ExpiresByType text/css "access plus 1 hour"
ServerTokens Prod
ServerSignature Off' | site; get localhost:8080/s.css | sed '/^Expires/d'; get localhost:8080/nope
# case: error documents
echo 'ErrorDocument 404 /s.css
ErrorDocument 403 "no way"
ErrorDocument 405 http://x.example/' | site; get localhost:8080/nope; get localhost:8080/noindex/; get -X DELETE localhost:8080/ | head -4
# case: directory index and options
mkdir -p html/i; echo php > html/i/index.php; echo htm > html/i/index.htm; ln -sf ../ten.txt html/i/link; echo 'DirectoryIndex index.php index.htm
<Directory /w/html/i>
Options None
</Directory>
<Files "*.json">
Require all denied
</Files>
<FilesMatch "\.css$">
Header set X-M css
</FilesMatch>' | site; curl -s localhost:8080/i/; get localhost:8080/i/link | head -1; get localhost:8080/a.json | head -1; get localhost:8080/s.css | grep X-M
# case: set env and old access
echo 'SetEnvIf User-Agent "bad" block
<Location /dir>
Order allow,deny
Allow from all
Deny from env=block
</Location>' | site; get -A good localhost:8080/dir/ | head -1; get -A bad localhost:8080/dir/ | head -1
# case: keep alive and limits
echo 'KeepAlive Off
LimitRequestBody 5' | site; get localhost:8080/ten.txt; get -d 1234567890 localhost:8080/ten.txt | head -1
# case: reload and stop
site < /dev/null; curl -s localhost:8080/ten.txt; echo; sed -i 's#DocumentRoot /w/html#DocumentRoot /w/html/dir#' a.conf; apache2 -f /w/a.conf -k graceful; sleep 1; curl -s localhost:8080/; apache2 -f /w/a.conf -k start | sed 's/pid [0-9]*/pid N/'; apache2 -f /w/a.conf -k stop; sleep 1; curl -sS localhost:8080/; apache2 -f /w/a.conf -k stop; ls a.pid; sed 's/^\[[^]]*\] //' logs/error.log | grep -a notice
