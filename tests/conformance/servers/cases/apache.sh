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
# case: rewrite in the server
mkdir -p html/new; echo new > html/new/page.html; echo 'RewriteEngine On
RewriteRule ^/old/(.*)$ /new/$1
RewriteRule ^/moved/(.*)$ /new/$1 [R=301,L]
RewriteRule ^/temp$ /new/page.html [R]
RewriteRule ^/gone$ - [G]
RewriteRule ^/secret - [F]
RewriteRule ^/out$ http://x.example/a?b=c
RewriteRule ^/teapot$ - [R=404]
RewriteRule ^/NoCase$ /s.css [NC]
RewriteRule ^/qs /dir/?x=1 [QSA,R]
RewriteRule ^/qd /dir/ [QSD,R]
RewriteRule ^/q$ /dir/?x=1 [R]
RewriteRule ^/keep$ /dir/ [R]
RewriteRule ^/none$ /dir/? [R]' | site; for u in old/page.html moved/page.html temp gone secret/x out teapot nocase 'qs?a=1' 'qd?a=1' 'q?a=1' 'keep?a=1' 'none?a=1' dir/; do get localhost:8080/$u | grep -v '^Server\|^Last\|^ETag\|^Accept'; done
# case: rewrite conditions
echo 'RewriteEngine On
RewriteCond %{HTTP_USER_AGENT} ^bot [NC]
RewriteRule ^ - [F]
RewriteCond %{REQUEST_METHOD} =POST [OR]
RewriteCond %{QUERY_STRING} (^|&)go=(\w+)
RewriteRule ^/c$ /%2.css [R]
RewriteCond %{HTTP_HOST} !^localhost
RewriteRule ^/(.*)$ http://localhost/$1 [R=308,L]
RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI} !-f
RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI} !-d
RewriteRule ^/app - [S=1]
RewriteRule ^/app /never [R]
RewriteRule ^/app.*$ /dir/index.html [L]
RewriteCond %{HTTP:X-Stage} >b
RewriteRule ^/st$ /s.css [L]
RewriteCond %{HTTP:X-Stage} -eq12
RewriteRule ^/st$ /a.json [L]
RewriteCond %{ENV:nope} ^$
RewriteCond $1 ^a
RewriteRule ^/e/(.)(.*)$ /a.json [L]' | site; get -A Bot localhost:8080/ | head -1; for u in c 'c?go=dir' app app/x e/ab e/bb st; do get localhost:8080/$u | grep '^HTTP\|^Loc\|^[a-z{]'; done; get -X POST localhost:8080/c | grep '^HTTP\|^Loc'; get -H 'Host: other' localhost:8080/a | grep '^HTTP\|^Loc'; get -H 'X-Stage: c' localhost:8080/st | tail -1;  get -H 'X-Stage: 12' localhost:8080/st | tail -1
# case: rewrite flags
echo 'RewriteEngine On
RewriteRule ^/chain$ /nope1 [C]
RewriteRule ^/nope1$ /dir/index.html [L]
RewriteRule ^/n/(.*)_(.*)$ /n/$1-$2 [N]
RewriteRule ^/n/(.*)$ /got-$1 [R,L]
RewriteRule ^/env$ /a.json [E=COLOR:red,E=!x]
RewriteRule ^/cookie$ /a.json [CO=seen:yes:localhost:60:/]
RewriteRule ^/type$ /noext [T=text/x-own]
RewriteRule ^/ne$ /x%23y [R,NE,L]
RewriteRule ^/esc$ /x%23y [R,L]
RewriteRule ^/b/(.*)$ /dir/?p=$1 [R,B,L]
RewriteRule ^/nb/(.*)$ /dir/?p=$1 [R,L]
RewriteRule ^/pt$ /o/index.html [PT]
RewriteRule ^/nopt$ /o/index.html
RewriteRule !^/(dir|s.css|a.json|noext|o/|x|got|index|nope|env|w/) /s.css [L]
RewriteRule ^/w/html/ten.txt /w/html/ten.txt
Header set X-Color %{COLOR}e env=COLOR
Alias /o /w/other
<Directory /w/other>
Require all granted
</Directory>' | site; for u in chain nope1 n/a_b_c env cookie type ne esc 'b/a%26b%20c' 'nb/a%26b%20c' pt nopt zzz w/html/ten.txt; do get localhost:8080/$u | grep '^HTTP\|^Loc\|^[a-z{]\|^X-\|^Content-Type\|^Set' | sed 's/expires=.*GMT/expires=DATE/'; done
# case: rewrite in a directory
mkdir -p html/app/css html/sub; echo front > html/app/index.php; echo own > html/app/css/own.css; echo 'AddType text/plain .php
<Directory /w/html/app>
RewriteEngine On
RewriteBase /app/
RewriteRule ^index\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /app/index.php [L]
</Directory>
<Directory /w/html/sub>
RewriteEngine On
RewriteRule ^a$ b [R]
RewriteRule ^c$ /dir/ [R=301]
RewriteRule ^d$ http://y.example/z [R]
RewriteRule ^loop /sub/loop1
RewriteRule ^(.*)\.htm$ /noext
</Directory>' | site; for u in app/css/own.css app/some/where app/css app/ sub/a sub/c sub/d?e=f sub/x.htm sub/loop; do get localhost:8080/$u | grep '^HTTP\|^Loc\|^[a-z{]'; done; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm'
# case: rewrite in htaccess
printf 'RewriteEngine On\nRewriteCond %%{REQUEST_FILENAME} !-f\nRewriteRule ^(.+)$ index.html?page=$1 [L,QSA]\n' > html/app/.htaccess; echo it > html/app/index.html; printf 'RewriteEngine On\nRewriteRule ^old$ new [R=302,L]\nRewriteRule ^x/(\\d+)$ /a.json\n' > html/dir/.htaccess; site < /dev/null; for u in app/p/q app/css/own.css dir/old dir/x/12 dir/x/y; do get localhost:8080/$u | grep '^HTTP\|^Loc\|^[a-z{]'; done; printf 'RewriteBase /zz/\nRewriteEngine On\nRewriteRule ^old$ new [R=302,L]\nRewriteRule ^two$ s.css [L]\n' > html/dir/.htaccess;  get localhost:8080/dir/old | grep '^HTTP\|^Loc'; get localhost:8080/dir/two | head -1; printf 'RewriteRule ( x\n' > html/dir/.htaccess;  get localhost:8080/dir/old | head -1; rm -f html/dir/.htaccess html/app/.htaccess; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm'
# case: rewrite and hosts
mkdir -p v1 v2; echo one > v1/index.html; echo two > v2/index.html; echo 'RewriteEngine On
RewriteRule ^/r$ /main [R]
<Directory /w>
Require all granted
</Directory>
<VirtualHost *:8080>
ServerName one.example
DocumentRoot /w/v1
</VirtualHost>
<VirtualHost *:8080>
ServerName two.example
DocumentRoot /w/v2
RewriteEngine On
RewriteCond %{HTTP_HOST} =two.example:8080
RewriteRule ^(.*)$ https://%{HTTP_HOST}$1 [R=301,L]
RewriteRule ^/v$ /%{SERVER_NAME}/%{SERVER_PORT}/%{REMOTE_ADDR}/%{THE_REQUEST}/%{REQUEST_SCHEME}/%{HTTPS} [R,L]
</VirtualHost>
<VirtualHost *:8080>
ServerName three.example
DocumentRoot /w/v2
RewriteEngine On
RewriteOptions Inherit
</VirtualHost>' | site; for h in one.example two.example three.example; do get -H "Host: $h" localhost:8080/r | grep '^HTTP\|^Loc'; done; get -H 'Host: two.example:8080' 'localhost:8080/a%20b?c=d' | grep '^HTTP\|^Loc'; get -H 'Host: two.example' localhost:8080/v | grep '^HTTP\|^Loc'
# case: rewrite mistakes
for line in 'RewriteEngine Maybe' 'RewriteRule ( x' 'RewriteRule ^x' 'RewriteRule ^x y z' 'RewriteRule ^x y [FOO]' 'RewriteRule ^x y [R=999]' 'RewriteRule ^x y [E]' 'RewriteCond %{X}' 'RewriteCond %{X} ( ' 'RewriteCond %{X} y [ZZ]' 'RewriteCond %{X} y NC' 'RewriteBase x' 'RewriteOptions Foo' 'RewriteRule ^x y [S=a]' 'RewriteRule ^x y [N=1] z'; do printf 'ServerName x\n%s\n' "$line" | check; printf 'ServerName x\n<Directory /w>\n%s\n</Directory>\n' "$line" | check; done
# case: reverse proxy
mkdir -p back/deep; echo back > back/index.html; echo deep > back/deep/index.html; echo 'Listen 8081
<Directory /w/back>
Require all granted
</Directory>
<VirtualHost *:8081>
ServerName backend.example
DocumentRoot /w/back
SetEnvIf Host "(.*)" H=$1
SetEnvIf X-Forwarded-For "(.*)" F=$1
SetEnvIf X-Forwarded-Host "(.*)" FH=$1
SetEnvIf X-Forwarded-Server "(.*)" FS=$1
SetEnvIf Via "(.*)" V=$1
SetEnvIf X-In "(.*)" I=$1
Header set X-Seen "%{H}e %{F}e %{FH}e %{FS}e %{V}e %{I}e"
Redirect /go http://localhost:8081/deep/
RedirectMatch ^/cookie /deep/
</VirtualHost>
<VirtualHost *:8080>
ServerName front.example
DocumentRoot /w/html
ProxyPass /app/static !
ProxyPass /app/ http://localhost:8081/
ProxyPassReverse /app/ http://localhost:8081/
ProxyPass /bare http://localhost:8081
ProxyPassMatch ^/m/(.*)$ http://localhost:8081/$1
<Location /loc/>
ProxyPass http://localhost:8081/
ProxyPassReverse http://localhost:8081/
</Location>
ProxyPass /down/ http://localhost:8089/
RequestHeader set X-In yes
Alias /app/static /w/html/dir
RewriteEngine On
RewriteRule ^/rw/(.*)$ http://localhost:8081/$1 [P]
</VirtualHost>' | site; for u in app/ app/deep/ app/deep app/go app/static/ app/nope bare/deep/ m/deep/ loc/go loc/ rw/deep/ 'app/?q=1'; do echo "== $u"; get -H 'Host: front.example' "localhost:8080/$u" | grep '^HTTP\|^Loc\|^[a-z{]\|^X-\|^Set'; done; get -X POST -d a=b localhost:8080/app/ | head -1; get localhost:8080/down/; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm'
# case: reverse proxy settings
echo 'Listen 8081
<Directory /w/back>
Require all granted
</Directory>
<VirtualHost *:8081>
DocumentRoot /w/back
SetEnvIf Host "(.*)" H=$1
SetEnvIf X-Forwarded-For "(.*)" F=$1
SetEnvIf Via "(.*)" V=$1
Header set X-Seen "%{H}e %{F}e %{V}e"
</VirtualHost>
<VirtualHost *:8080>
ServerName front.example
ProxyPreserveHost On
ProxyAddHeaders Off
ProxyVia On
ProxyErrorOverride On
ErrorDocument 404 "not there"
<Location />
ProxyPass http://127.0.0.1:8081/
Require all granted
</Location>
<Location /closed>
Require all denied
</Location>
</VirtualHost>' | site; for u in '' nope closed; do get -H 'Host: front.example' localhost:8080/$u | sed 's/^Via: .*/Via/' | grep '^HTTP\|^[a-z{]\|^X-\|^Via'; done
# case: balancer
mkdir -p b1 b2; echo b1 > b1/index.html; echo b2 > b2/index.html; echo 'Listen 8081
Listen 8082
LoadModule slotmem_shm_module /usr/lib/apache2/modules/mod_slotmem_shm.so
LoadModule proxy_balancer_module /usr/lib/apache2/modules/mod_proxy_balancer.so
LoadModule lbmethod_byrequests_module /usr/lib/apache2/modules/mod_lbmethod_byrequests.so
<Directory /w>
Require all granted
</Directory>
<VirtualHost *:8081>
DocumentRoot /w/b1
</VirtualHost>
<VirtualHost *:8082>
DocumentRoot /w/b2
</VirtualHost>
<Proxy balancer://app>
BalancerMember http://127.0.0.1:8081
BalancerMember http://127.0.0.1:8082 loadfactor=1
</Proxy>
<Proxy balancer://heavy>
BalancerMember http://127.0.0.1:8081 loadfactor=3
BalancerMember http://127.0.0.1:8082
ProxySet lbmethod=byrequests
</Proxy>
<Proxy balancer://half>
BalancerMember http://127.0.0.1:8089
BalancerMember http://127.0.0.1:8082
</Proxy>
<VirtualHost *:8080>
ProxyPass /app/ balancer://app/
ProxyPass /heavy/ balancer://heavy/
ProxyPass /half/ balancer://half/
</VirtualHost>' | site; for i in 1 2 3 4; do curl -s localhost:8080/app/; done; for i in 1 2 3 4 5 6 7 8; do curl -s localhost:8080/heavy/; done | sort | uniq -c;  for i in 1 2 3; do curl -s localhost:8080/half/; done
# case: compression
seq 1000 > html/long.txt; seq 24 > html/dir/small.txt; seq 25 > html/dir/large.txt; printf '%68s' x > html/dir/a.css; printf '%69s' x > html/dir/b.css; touch -d '2020-01-02 03:04:05' html/dir/* html/long.txt; echo 'AddOutputFilterByType DEFLATE text/plain text/css application/json
<Location /dir/>
SetOutputFilter DEFLATE
</Location>' | site; for u in long.txt s.css index.html dir/a.css dir/b.css dir/small.txt dir/large.txt; do get -H 'Accept-Encoding: gzip' localhost:8080/$u -o h; tr -d '\r' < h | sed '/^$/q' | grep -a -v '^Content-Length\|^Transfer'; done 2>/dev/null; for u in long.txt dir/b.css; do curl -s -D h -o b -H 'Accept-Encoding: gzip, br' localhost:8080/$u; tr -d '\r' < h | grep -v '^Date\|^Content-Length\|^Transfer\|^ETag'; gzip -dc < b | tail -1; grep -c 'ETag: .*-gzip"' h; done; curl -s -D h -o b localhost:8080/long.txt;  tr -d '\r' < h | grep -v '^Date'; tail -1 b; curl -s -D h -o b -H 'Accept-Encoding: gzip;q=0' localhost:8080/long.txt;  tr -d '\r' < h | grep -v '^Date'; curl -s --compressed localhost:8080/a.json; curl -sI -H 'Accept-Encoding: gzip' localhost:8080/long.txt | tr -d '\r' | grep -v '^Date\|^Content-Length'
# case: directives of modules that are not there
bare() { { echo 'ServerRoot /w
ServerName x
ErrorLog /w/logs/error.log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so'; cat; } > /w/a.conf; apache2 -f /w/a.conf -t; }
for line in 'RewriteEngine On' 'ProxyPass / http://x/' 'Header set A b' 'Require all granted' 'Alias /a /b' 'DirectoryIndex a' 'AddType a/b c' 'ExpiresActive On' 'AddOutputFilterByType DEFLATE text/html' 'SSLEngine on' 'SetEnv A b' 'SetEnvIf a b c' 'Order allow,deny' 'AuthType Basic' 'IndexOptions FancyIndexing' 'BalancerMember http://a' 'php_value a b' 'LogFormat "%h" x' 'SetHandler x' 'KeepAlive On' 'Redirect / /x' 'AuthUserFile x' 'ExtendedStatus On' 'UserDir x'; do echo "$line" | bare; done; printf '<IfModule mod_rewrite.c>\nRewriteEngine On\n</IfModule>\n<IfModule !mod_rewrite.c>\nHeader x\n</IfModule>\n' | bare; printf '<Proxy *>\n</Proxy>\n' | bare; printf '<Directory /w>\nRewriteEngine On\n</Directory>\n' | bare; printf 'ServerRoot /w\nServerName x\n' > a.conf;  apache2 -f /w/a.conf -t
# case: more of aliases
mkdir -p other/in; echo oth > other/index.html; echo in > other/in/a.txt; echo gif > other/x.gif; echo 'AliasMatch ^/am/(.*)\.gif$ /w/other/$1.gif
Alias /o/in /w/other/in
Alias /o/ /w/other/
RedirectPermanent /rp /dir/
RedirectTemp /rt http://t.example/
Redirect seeother /rs http://s.example/
Redirect 410 /r10
Redirect /zz http://all.example/
<Directory /w/other>
Require all granted
</Directory>
<Location /loc>
Redirect 307 http://l.example/
</Location>' | site; for u in am/x.gif o/in/a.txt o/ o rp/x rt/y rs r10 loc/x zz/y; do get "localhost:8080/$u?q=1" | grep '^HTTP\|^Loc\|^[a-z{]'; done
# case: fallback and error documents
mkdir -p html/fb html/err; echo fall > html/fb/index.html; echo 'sorry 404' > html/err/404.html; echo 'FallbackResource disabled
ErrorDocument 404 /err/404.html
ErrorDocument 403 /err/none.html
ErrorDocument 410 "<b>gone</b>"
Redirect gone /g
<Directory /w/html/fb>
FallbackResource /fb/index.html
</Directory>
<Directory /w/html/dir>
ErrorDocument 404 default
DirectoryIndex disabled
</Directory>
' | site; for u in fb/a/b fb/ nope noindex/ g dir/nope dir/; do get localhost:8080/$u | grep -v '^Server\|^Last\|^ETag\|^Accept'; done; curl -s -o /dev/null -w '%{http_code}\n' localhost:8080/nope; tail -1 logs/access.log | sed 's/ [0-9]* "/ N "/' | cut -d'"' -f2,3
# case: headers on errors
echo 'Header set X-Plain 1
Header always set X-Always 2
Header edit Content-Type text whatever
Header always unset X-Nothing
ErrorDocument 404 /s.css
ErrorDocument 403 "no"
Redirect /r /dir/
RewriteEngine On
RewriteRule ^/rr$ /dir/ [R]' | site; for u in nope noindex/ r rr dir a.json; do get localhost:8080/$u | grep '^HTTP\|^X-\|^Content-Type'; done
# case: proxy without its parts
echo 'ProxyPass /a/ ajp://localhost:8081/
ProxyPass /b/ nonsense://x/
ProxyPass /c/ http://nohost.invalid/
ProxyPass /d/ http://localhost:8089/' | site; for u in a/ b/ c/ d/ d/; do get localhost:8080/$u | grep '^HTTP\|^<p\|^The\|Reason\|^[a-z]'; done; get localhost:8080/c/; sed 's/\[client [0-9.:]*\]/[client C]/; s/^\[[^]]*\] //' logs/error.log | grep -v 'AH00489\|AH00094\|mpm\|AH00898'
# case: proxy mistakes
for line in 'ProxyPass /' 'ProxyPass / foo' 'ProxyPass / http://' 'ProxyPass / http://a foo=bar' 'ProxyPass / http://a timeout=x' 'ProxyPassReverse' 'ProxyPassReverse /a' 'ProxyPreserveHost maybe' 'ProxyPassMatch ( http://a' 'BalancerMember http://a' 'ProxySet a=b' 'ProxyVia maybe' 'ProxyTimeout x' 'Header foo A b' 'Header set' 'Header set A' 'RequestHeader set A' 'Redirect' 'Redirect 301 /a' 'Redirect gone /a /b' 'Redirect /a b' 'RedirectMatch ( /x' 'Alias /a' 'AliasMatch ( /x' 'ErrorDocument 404' 'ErrorDocument 999 x' 'ErrorDocument abc x' 'FallbackResource' 'SetEnvIf a' 'SetEnvIf a ( b' 'ExpiresDefault x' 'DirectoryIndex'; do printf 'ServerName x\n%s\n' "$line" | check; done
