<?php
// PHP's own web server asks this file first: real files go out as they are, every other address is WordPress's to answer.
$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$real = realpath($_SERVER['DOCUMENT_ROOT'] . $path);
$script = '/index.php';
if ($real !== false && is_file($real)) {
    return false;
}
if ($real !== false && $path !== '/' && is_file($real . '/index.php')) {
    $script = rtrim($path, '/') . '/index.php';
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $script;
chdir(dirname($_SERVER['SCRIPT_FILENAME']));
require $_SERVER['SCRIPT_FILENAME'];
