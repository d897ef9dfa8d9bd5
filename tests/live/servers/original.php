<?php
// What an SEO plug-in does with the address of an original: a field of each article that is open to REST, shown as canonical.
add_action('init', function () {
    register_post_meta('post', 'original_url', [
        'type' => 'string',
        'single' => true,
        'show_in_rest' => true,
        'auth_callback' => fn () => current_user_can('edit_posts'),
    ]);
});
add_filter('get_canonical_url', fn ($own, $post) => get_post_meta($post->ID, 'original_url', true) ?: $own, 10, 2);
