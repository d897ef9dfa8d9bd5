<?php
// Makes the test site: an administrator, an editor, their application passwords, and no posts.
// Usage: php setup.php SITE_FOLDER URL, the answer (JSON) is the last line on standard output.
[, $folder, $url] = $argv;
$_SERVER['HTTP_HOST'] = substr($url, strlen('http://'));
$_SERVER['REQUEST_URI'] = '/';
define('WP_INSTALLING', true);
require "$folder/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$users = [];
$installed = wp_install('Press Office', 'chief', 'chief@example.test', true, '', wp_generate_password(24));
$users['chief'] = (int) $installed['user_id'];
$users['editor'] = wp_insert_user([
    'user_login' => 'editor',
    'user_pass' => wp_generate_password(24),
    'user_email' => 'editor@example.test',
    'role' => 'editor',
]);
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}
update_option('timezone_string', 'Asia/Shanghai');
update_option('permalink_structure', '/%postname%/');
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);

$passwords = [];
foreach ($users as $name => $id) {
    $made = WP_Application_Passwords::create_new_application_password($id, ['name' => 'press-desk-live-test']);
    if (is_wp_error($made)) {
        fwrite(STDERR, $made->get_error_message() . "\n");
        exit(1);
    }
    $passwords[$name] = $made[0];
}
echo "\n", json_encode($passwords), "\n";
