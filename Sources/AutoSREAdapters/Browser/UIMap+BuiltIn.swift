extension UIMap {
    /// The operations dashboard of the spec, as `ui-map.yaml` would have it.
    ///
    /// Variables: {id} and {service} are the service's id and the name that people see; {version}, {replicas} what the
    /// plan leaves; {version_before}, {replicas_before} what it expects to find. An expectation about a state that the
    /// plan does not know is left out.
    static let builtInText = """
        login:
          - open: /
          - click: button "Demo login"
          - expect: heading "Services"
        actions:
          rollback:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Deployments"
            - expect: heading "{service}"
            - expect: cell "running" in row "{version_before}"
            - act: button "Rollback to {version}" in row "{version}"
              confirm:
                optional: true
                expect:
                  - heading "*{service}*"
                click: button "Confirm*"
          restart:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Instances"
            - expect: heading "{service}"
            - act: button "Restart all instances"
              confirm:
                optional: true
                click: button "Confirm*"
          scale_up:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Scaling"
            - expect: heading "{service}"
            - expect: text "{replicas_before} wanted*"
            - fill: spinbutton "Replicas*"
              with: "{replicas}"
            - act: button "Scale"
              confirm:
                optional: true
                click: button "Confirm*"
          restart_db_pool:
            - open: /services
            - click: link "{service}"
            - expect: heading "{service}"
            - click: link "Database pool"
            - expect: heading "{service}"
            - act: button "Restart database pool"
              confirm:
                optional: true
                click: button "Confirm*"
        """
}
